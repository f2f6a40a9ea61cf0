/** Whether text is the URL of an HTTP proxy; apart from all else, as the command line asks it before anything is loaded. */
export const isHttpUrl = (text: string): boolean => URL.parse(text)?.protocol === 'http:';
