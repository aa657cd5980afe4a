import '../shell/theme.css';
import '../shell/face-header.css';
import '../shell/controls.css';
import '../shell/marks.css';
import '../shell/notes.css';
import '../incident/incident.css';
import './ranger.css';
import './report-form.css';
import './report-list.css';
import './ranger-face.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
