/**
 * The environment in which ldirectord checks https as its manual has it: the answer counts, not the certificate, which
 * is made out to the virtual service and never to the real server's address. It asks for that with
 * `verify_hostname => 0`, to which LWP::Protocol::https 6 no longer listens when it uses IO::Socket::SSL.
 */
export const HTTPS_CHECKS = 'PERL_NET_HTTPS_SSL_SOCKET_CLASS=Net::SSL';
