import { drillOutcomeOf } from '../../cluster/drill/outcome.ts';
import type { DrillReport } from '../../cluster/drill/report.ts';
import type { LimitJudgement } from '../../cluster/drill/verdict.ts';
import { inSeconds, LIMIT, measureOf, sentence } from '../drill.ts';
import { type Html, html } from './html.ts';
import { STYLE } from './style.ts';
import { eventsTable, figuresTable, runTable } from './tables.ts';
import { timeline } from './timeline.ts';
import { topology } from './topology.ts';

/**
 * A drill as one HTML file that needs nothing else: no script, no font, no picture from anywhere. Its own policy keeps
 * the browser from fetching anything, whatever a host's answers have put into a text. Pure.
 */
export const drillPage = (report: DrillReport): string => {
  const { fault, judgements, result } = report;
  const outcome = drillOutcomeOf(report);
  const when = new Date(result.began).toISOString().slice(0, 16).replace('T', ' ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Drill: ${fault.name} on ${fault.host}, ${TITLE[outcome]}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="${outcome}">
<p class="eyebrow">umctl drill · ${fault.name} · ${when} UTC</p>
<h1>${fault.what}</h1>
<p>Would it pass at 3 a.m.? <span class="answer" id="verdict">${sentence(report)}</span></p>
</header>
<section><h2>Against the limits</h2><ul class="limits" id="limits">${judgements.map(card)}</ul>${unlimited(report)}</section>
<section><h2>Who served whom</h2>${topology(report)}</section>
<section><h2>What clients saw</h2>${timeline(report)}</section>
<section><h2>In figures</h2>${figuresTable(report)}</section>
<section><h2>What happened</h2>${eventsTable(report)}</section>
<section><h2>What was run</h2>${runTable(report)}</section>
</body>
</html>
`.markup;
};

const TITLE = { passed: 'passed', failed: 'not passed', open: 'not known' } as const;

const card = (judgement: LimitJudgement): Html => {
  const { limit, allowed, passed } = judgement;
  return html`<li class="${passed ? 'passed' : 'failed'}" data-limit="${limit}"><span class="faint">${LIMIT[limit]}</span>
<b>${measureOf(judgement)}</b><span class="faint">at most ${measureOf({ limit, measured: allowed })}</span>
<span class="mark">${passed ? '✓ kept' : '✗ not kept'}</span></li>`;
};

/** The recovery is what everybody asks for first, limit or not. */
const unlimited = ({ judgements, recovery }: DrillReport): Html =>
  judgements.some(({ limit }) => limit === 'recovery')
    ? html``
    : html`<p class="faint">No limit was set for the time to recover: ${recovery === undefined ? 'it never did' : inSeconds(recovery)}.</p>`;
