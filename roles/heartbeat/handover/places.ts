/**
 * What heartbeat 3.0.6 reads of a line of a message, in characters: 510, of which `ipaddr=` and the end of the line are no part of
 * what is taken over. Measured: longer ones are cut ("msgfromstream: field too long"), and nobody takes anything over.
 */
export const MOST = 502;

const LAST = /^(?<rest>.*[.:])(?<last>[^.:/]+)(?<behind>\/.*)$/;

/**
 * A list of `ADDRESS/PREFIX/INTERFACE` in fewer characters: of an address that differs from the one before in its last part alone,
 * that part, with its dot or colon: `192.168.6.240/24/eth0,.241`. IPv6 stands in all of its parts. The first is the first
 * still; the others are in another order.
 */
export function inShort([first = '', ...others]: readonly string[]): string {
  let before = first;
  const short = others.toSorted(byParts).map((place) => {
    const [was, is] = [LAST.exec(before)?.groups, LAST.exec(place)?.groups];
    before = place;
    return was !== undefined && is !== undefined && was['rest'] === is['rest'] && was['behind'] === is['behind']
      ? `${is['rest']?.slice(-1)}${is['last']}`
      : place;
  });
  return [first, ...short].join(',');
}

/** Those of one network side by side. */
const byParts = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
