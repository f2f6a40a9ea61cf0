/** What passwords are called that a person was asked for: their tokens' names, and how a failure tells of them. */
export const ASKED_LOGIN = 'login password';
export const ASKED_SUDO = 'sudo password';
