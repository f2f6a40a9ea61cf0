import { execFileSync } from 'node:child_process';

/** What Python's `ipaddress` says of `TEXT/PREFIX`, and of whether `other` is in that network. */
export interface Verdict {
  /** RFC 5952; null where it is no address. */
  readonly text: string | null;
  readonly network: string;
  readonly broadcast: string;
  readonly contains: boolean;
}

export interface Question {
  readonly ip: string;
  readonly prefix: number;
  readonly other: string;
}

const PROGRAM = `
import ipaddress, json, sys
def say(q):
    try:
        ip = ipaddress.ip_address(q["ip"])
        net = ipaddress.ip_network("%s/%s" % (q["ip"], q["prefix"]), strict=False)
        other = ipaddress.ip_address(q["other"])
    except ValueError:
        return {"text": None}
    same = other.version == ip.version and other in net
    return {"text": str(ip), "network": str(net), "broadcast": str(net.broadcast_address), "contains": same}
json.dump([say(q) for q in json.load(sys.stdin)], sys.stdout)
`;

/** Asks once for all: a process each would take minutes. */
export const askPython = (questions: readonly Question[]): readonly Verdict[] =>
  JSON.parse(execFileSync('python3', ['-c', PROGRAM], { input: JSON.stringify(questions), encoding: 'utf8' }));
