import { setUp } from '../lab/cluster/set-up.ts';
import { clusterStory, reboot } from '../lab/cluster/story.ts';

// In CI trixie is in keepalived's pair.
clusterStory('test-cluster-trixie', ['redhat', 'debian'], [setUp, reboot], { suite: 'trixie' });
