import { STATE_DIRECTORY } from '../../resources/shell/script.ts';

/** Where every node keeps the list of its cluster's members. */
export const MEMBER_LIST = `${STATE_DIRECTORY}/members`;
