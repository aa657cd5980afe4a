import '../shell/theme.css';
import '../shell/face-header.css';
import '../shell/controls.css';
import '../shell/marks.css';
import '../shell/notes.css';
import '../incident/incident.css';
import './supervisor.css';
import './supervisor-face.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
