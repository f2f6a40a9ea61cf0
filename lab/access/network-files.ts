import { gatewayAddress, type HostSpec, ipv6Of, prefixLength, prefixLength6 } from '../model/topology.ts';

/** A host's network as the tools of its family keep it: path → text. Files of a Red Hat host are its administrator's only. */
export function networkFiles(host: HostSpec): Readonly<Record<string, string>> {
  return families[host.family](host);
}

type NetworkFiles = (host: HostSpec) => Readonly<Record<string, string>>;

/** interfaces(5). */
const debian: NetworkFiles = ({ address }) => ({
  'etc/network/interfaces': [
    'source /etc/network/interfaces.d/*',
    '',
    'auto lo',
    'iface lo inet loopback',
    '',
    'auto eth0',
    'iface eth0 inet static',
    `\taddress ${address}/${prefixLength}`,
    `\tgateway ${gatewayAddress}`,
    '',
    'iface eth0 inet6 static',
    `\taddress ${ipv6Of(address)}/${prefixLength6}`,
    '\tdad-attempts 0',
    '\taccept_ra 0',
    '',
  ].join('\n'),
});

/** netplan(5), as cloud-init writes it. */
const ubuntu: NetworkFiles = ({ address, mac, suite }) => ({
  'etc/netplan/50-cloud-init.yaml': [
    '# This file is generated from information provided by the datasource.  Changes',
    '# to it will not persist across an instance reboot.',
    'network:',
    '    ethernets:',
    '        eth0:',
    '            addresses:',
    `            - ${address}/${prefixLength}`,
    `            - ${ipv6Of(address)}/${prefixLength6}`,
    '            match:',
    `                macaddress: ${mac}`,
    '            routes:',
    `            -   to: default`,
    `                via: ${gatewayAddress}`,
    '            set-name: eth0',
    '    version: 2',
    '',
  ].join('\n'),
  'etc/os-release': ubuntuRelease(
    suite === 'bookworm-cloud' ? ['22.04.5', 'Jammy Jellyfish'] : ['24.04.3', 'Noble Numbat'],
  ),
});

/** os-release(5) of the Ubuntu whose netplan and systemd are nearest to those of the image. */
function ubuntuRelease([version = '', name = '']: readonly string[]): string {
  const codename = name.toLowerCase().replace(/ .*/, '');
  return [
    `PRETTY_NAME="Ubuntu ${version} LTS"`,
    'NAME="Ubuntu"',
    `VERSION_ID="${version.slice(0, 5)}"`,
    `VERSION="${version} LTS (${name})"`,
    `VERSION_CODENAME=${codename}`,
    'ID=ubuntu',
    'ID_LIKE=debian',
    `UBUNTU_CODENAME=${codename}`,
    '',
  ].join('\n');
}

/** systemd.network(5). */
const cloud: NetworkFiles = ({ address, mac }) => ({
  'etc/systemd/network/20-wired.network': [
    '[Match]',
    `MACAddress=${mac}`,
    '',
    '[Network]',
    `Address=${address}/${prefixLength}`,
    `Address=${ipv6Of(address)}/${prefixLength6}`,
    `Gateway=${gatewayAddress}`,
    '',
  ].join('\n'),
});

/** nm-settings-keyfile(5). NetworkManager ignores a keyfile that others may read. */
const redhat: NetworkFiles = ({ address }) => ({
  'etc/NetworkManager/system-connections/eth0.nmconnection': [
    '[connection]',
    'id=eth0',
    'uuid=6c616220-6574-4830-8000-000000000001',
    'type=ethernet',
    'interface-name=eth0',
    '',
    '[ipv4]',
    'method=manual',
    `address1=${address}/${prefixLength},${gatewayAddress}`,
    '',
    '[ipv6]',
    'method=manual',
    `address1=${ipv6Of(address)}/${prefixLength6}`,
    '',
  ].join('\n'),
});

/** sysconfig.txt of initscripts. Anaconda writes the gateway beside the address. */
const legacy: NetworkFiles = ({ name, address, mac }) => ({
  'etc/sysconfig/network': `NETWORKING=yes\nHOSTNAME=${name}\n`,
  'etc/sysconfig/network-scripts/ifcfg-eth0': [
    'DEVICE=eth0',
    'TYPE=Ethernet',
    `HWADDR=${mac.toUpperCase()}`,
    'ONBOOT=yes',
    'NM_CONTROLLED=no',
    'BOOTPROTO=none',
    `IPADDR=${address}`,
    'NETMASK=255.255.255.0',
    `GATEWAY=${gatewayAddress}`,
    '',
  ].join('\n'),
});

const families: Readonly<Record<HostSpec['family'], NetworkFiles>> = {
  debian,
  ubuntu,
  cloud,
  redhat,
  stock: redhat,
  legacy,
};
