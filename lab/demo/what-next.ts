/** What somebody who has seen the demo may want to type, in columns. Pure. */
export function whatNext(options: {
  readonly inventory: string;
  readonly url: string;
  readonly active: string;
  /** What runs on the directors. */
  readonly service: string;
}): string {
  const { inventory, url, active, service } = options;
  const ideas: readonly (readonly [string, string])[] = [
    [`npx umctl plan ${inventory}`, 'nothing to do: the cluster is as its inventory says'],
    [`$EDITOR ${inventory}`, 'change a scheduler or add a service; then plan, and apply'],
    [`npm run lab -- exec ${active} systemctl stop ${service}`, 'the other node takes over; start it again afterwards'],
    [`npm run lab -- crash ${active}`, `pull the plug; boot ${active} brings it back`],
    [`npm run lab -- client curl -s ${url}`, 'ask as the client does'],
    [`npx umctl verify ${inventory}`, 'is all well again?'],
    ['npm run lab -- down', 'the end; nothing keeps running'],
  ];
  const width = Math.max(...ideas.map(([command]) => command.length));
  return ['Try next:', ...ideas.map(([command, why]) => `  ${command.padEnd(width)}  # ${why}`)].join('\n');
}
