"""Sends packets into one end of a link, as a host at its other end would: send.py LINK MAC FROM TO PROTOCOL PORT [FLAGS…]."""
import socket
import struct
import sys

link, mac, source, target, protocol, port, *flags = sys.argv[1:]
six = ":" in source
NUMBERS = {"icmp": 58 if six else 1, "ipip": 41 if six else 4, "tcp": 6, "udp": 17, "vrrp": 112}
packed = lambda address: socket.inet_pton(socket.AF_INET6 if six else socket.AF_INET, address)


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def payload(number, flag):
    if protocol == "udp":
        head = struct.pack("!HHHH", 40000, int(port), 8, 0)
    elif protocol == "tcp":
        # What follows the first packet of a connection begins one byte further.
        bits, sequence, acknowledged = {
            "syn": (2, 1000, 0),
            "ack": (16, 1001, 5000),
            "fin": (17, 1001, 5000),
            "rst": (20, 1001, 5000),
        }[flag]
        head = struct.pack("!HHIIBBHHH", 40000, int(port), sequence, acknowledged, 0x50, bits, 8192, 0, 0)
    elif protocol == "icmp":
        return struct.pack("!BBHHH", 8, 0, checksum(struct.pack("!BBHHH", 8, 0, 0, 1, 1)), 1, 1)
    else:
        return b"\x21\1\1\0\0\0\0\0"
    pseudo = packed(source) + packed(target) + struct.pack("!BBH", 0, number, len(head))
    at = 6 if protocol == "udp" else 16
    return head[:at] + struct.pack("!H", checksum(pseudo + head)) + head[at + 2 :]


wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
wire.bind((link, 0))
number = NUMBERS[protocol]
for flag in flags or ["syn"]:
    body = payload(number, flag)
    if six:
        ip = struct.pack("!IHBB", 6 << 28, len(body), number, 64) + packed(source) + packed(target)
    else:
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 1, 0, 64, number, 0) + packed(source) + packed(target)
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
    kind = b"\x86\xdd" if six else b"\x08\0"
    wire.send(bytes.fromhex(mac.replace(":", "")) + b"\2\0\0\0\0\3" + kind + ip + body)
