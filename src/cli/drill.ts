import type { Command } from 'commander';
import type { DrillReport } from '../cluster/drill/report.ts';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Session } from '../engine/run/session.ts';
import { type DrillFlags, drillOptions, drillWords, withDrillOptions } from './drill-options.ts';
import { helpText } from './help.ts';
import { withChangingOptions } from './options.ts';

const HELP = helpText({
  examples: [
    ['umctl drill inventory.yaml --fault switchover', 'hand over under load: what do clients notice?'],
    ['umctl drill inventory.yaml --fault kill-real-service --report drill.html', 'with a report as HTML'],
    [
      'umctl drill inventory.yaml --fault crash --allow-crash --yes --json',
      'for a program; crashes the active director',
    ],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.failed, EXIT.unreachable, EXIT.locked, EXIT.unhealthy, EXIT.interrupted],
  next: [
    'umctl verify shows that the cluster is whole again. Limits are set in the inventory, as `drill: { failed: 0, recovery: 6 }`,',
    'and for one fault as `drill: { crash: { recovery: 6 } }`; exit 7 = a limit was not kept, or the cluster is not whole again.',
    'What failed and has no limit is not judged: the verdict is then "Not known", with exit 0.',
    'Ctrl-C ends the drill early and still undoes the fault.',
  ].join('\n'),
});

/** `umctl drill`: breaks something under load, and measures what clients see of it. */
export const drillCommand = (program: Command, done: (exit: ExitCode) => void, faults: readonly string[]): Command =>
  withDrillOptions(withChangingOptions(program.command('drill')), faults)
    .description('Break something on purpose under load, repair it, and measure what clients saw. Asks first.')
    .addHelpText('after', HELP)
    .action(async (inventory: string | undefined, flags: DrillFlags, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const { ask } = await import('./approve.ts');
      const { yes = false, report: file, fault, playbook } = flags;
      if (playbook === undefined && !faults.includes(fault))
        command.error(
          `error: option '--fault <fault>' argument '${fault}' is invalid. Allowed choices are ${faults.join(', ')}.`,
        );
      if (file !== undefined) (await import('./output-file.ts')).requireWritable(command, '--report', file);
      const { refuseOptions } = await import('../cluster/drill/settings.ts');
      const { anyJob } = await import('../core/job.ts');
      const { inCluster } = await import('../cluster/clusters/pick.ts');
      const { drilledCluster } = await import('../cluster/drill/among.ts');
      const fits = ({ job }: Session): void =>
        anyJob(drilledCluster(job).job, (one) => refuseOptions(drillOptions(flags), one));
      const exit = await runCommand(
        { command, inventory, options: flags, drill: drillWords(command), fits },
        async (at) => {
          const { drill } = await import('../cluster/drill/drill.ts');
          const { dialDirectly } = await import('../load/dial.ts');
          const { dialThrough } = await import('../load/dial-through.ts');
          const { withRecord } = await import('./with-record.ts');
          const { version } = await import('./version.ts');
          const { view, interrupt } = at;
          return withRecord(at, at.invocation, (heard) => {
            const {
              session,
              watch: { report, signal },
            } = inCluster(at.session, heard, drilledCluster);
            return drill(
              session,
              {
                signal,
                // What a drill does is to be seen while it does it, not once a phase is over.
                report: (event) => {
                  report(event);
                  if (event.type === 'drill') void view.settle();
                },
              },
              {
                options: drillOptions(flags),
                umctl: version(),
                openWay: async (origin) =>
                  origin.kind === 'host'
                    ? session.openTunnel(origin.host)
                    : { dial: origin.kind === 'proxy' ? dialThrough(origin.url) : dialDirectly, close: async () => {} },
                routeTo: session.routeTo,
                approve: async (question) => yes || ask(question, { view, interrupt }),
                onReport: (made) => present(session.redact(made), flags),
              },
            );
          });
        },
      );
      done(exit);
    });

/** Prints the report, and writes it where that was asked for. */
async function present(report: DrillReport, { json, report: file, color }: DrillFlags): Promise<void> {
  const { toStdout } = await import('./print.ts');
  const { jsonLine } = await import('../output/json.ts');
  if (json === true) toStdout([jsonLine({ type: 'drill-report', report })]);
  else {
    const { formatDrill } = await import('../output/drill.ts');
    const { coloured, uncoloured } = await import('../output/paint.ts');
    const { wantsColour } = await import('./terminal.ts');
    toStdout(formatDrill(report, wantsColour({ color }) ? coloured : uncoloured));
  }
  if (file === undefined) return;
  const { writeOutput } = await import('./output-file.ts');
  const { drillPage } = await import('../output/drill-page/page.ts');
  await writeOutput(file, drillPage(report), { mode: 0o644 });
  if (json !== true) toStdout([`The report: ${file}`]);
}
