import '../shell/theme.css';
import '../shell/controls.css';
import '../incident/incident.css';
import './ranger.css';
import './ranger-face.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
