/** Makes any Linux look like a Debian that umctl knows, with an /etc of its own. */
export const DEBIAN = `mkdir -p /run/systemd/system /run/etc
cp -a /etc/. /run/etc || [ -s /run/etc/passwd ]
mount --bind /run/etc /etc
rm -f /etc/os-release /etc/netplan/*.yaml
printf 'ID=debian\\nVERSION_ID="12"\\nPRETTY_NAME="Debian 12"\\n' > /etc/os-release
mkdir -p /etc/network; touch /etc/network/interfaces
cat /proc/sys/kernel/random/uuid > /etc/machine-id`;
