const NETWORK = /^\/etc\/(network|NetworkManager|netplan|sysconfig\/(network|network-scripts))(\/|$)/;

/** See `Platform.makesNetwork`; of all that may configure a host's network, as a host may have had another before. */
export const makesNetwork = (path: string): boolean => NETWORK.test(path);
