/** Who sends, or who is sent to. */
export type Party = 'directors' | 'nodes' | 'clients' | 'gateway';

/** What a program that serves by UDP answers to, whoever asks. */
export type Question = { readonly of: 'dns'; readonly name: string } | { readonly of: 'sip' };

/** What hosts have to be able to send each other, for a part of a stack to work: what a firewall between them lets through. */
export interface PortNeed {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'vrrp' | 'ipip';
  /** The port that is sent to; left out for protocols without ports. */
  readonly port?: number;
  /** The last of a range that begins there. */
  readonly lastPort?: number;
  /** The multicast group or single address that is sent to, where it is none of the receiver's own. */
  readonly group?: string;
  /** The virtual addresses that clients send to, where they send to virtual addresses. */
  readonly of?: readonly string[];
  /** The interface that it comes in on; default: that of the cluster's segment. */
  readonly interface?: string;
  readonly from: Party;
  readonly to: Party;
  /** What is known to be answered there. Without it, silence at a port of UDP says nothing. */
  readonly answers?: Question;
  /** In a few words: `checks of web`. */
  readonly why: string;
}
