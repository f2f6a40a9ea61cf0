import { clusterStory, reboot, setUp } from './cluster/story.ts';

// One of them has no systemd, so that both pass duties the classic way, unasked.
clusterStory('test-cluster-legacy', ['legacy', 'redhat'], [setUp, reboot]);
