import { setUp } from './cluster/set-up.ts';
import { clusterStory, reboot } from './cluster/story.ts';

// One of them has no systemd, so that both pass duties the classic way, unasked.
clusterStory('test-cluster-legacy', ['legacy', 'redhat'], [setUp, reboot]);
