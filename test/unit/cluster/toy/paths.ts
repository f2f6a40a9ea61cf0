/** Where the stack of the tests has its files. */
export const FOLDER = '/etc/flag';
export const DIRECTORS = `${FOLDER}/directors`;
export const KEY = `${FOLDER}/key`;
/** The part of the stack that balances writes this; its change is felt by clients. */
export const TABLE = '/etc/balance/table';
/** What clients connect to. */
export const ADDRESS = '10.9.9.9';
