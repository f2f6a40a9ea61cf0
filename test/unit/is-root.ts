import process from 'node:process';

/** Some tests need users beside their own, or nodes joined by a network: anybody but root sees them skipped, by name. */
export const isRoot = process.getuid?.() === 0;
