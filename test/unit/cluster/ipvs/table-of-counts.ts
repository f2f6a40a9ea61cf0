/** As `ipvsadm -L -n --persistent-conn` of ipvsadm 1.31 prints it; 192.168.6.3 is drained. */
export const COUNTS = `IP Virtual Server version 1.2.1 (size=256)
Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn 
  -> RemoteAddress:Port
TCP  192.168.6.240:21 rr persistent 600
  -> 192.168.6.2:21               1         0           0          0         
  -> 192.168.6.3:21               0         2           1          4         
TCP  192.168.6.240:80 rr
  -> 192.168.6.2:80               1         0           17         3         
  -> 192.168.6.3:80               0         0           3          12        
`;

/** A service that would still send clients there. */
export const MARKED = `FWM  7 wlc
  -> 192.168.6.3:0                2         0           0          1         
`;
