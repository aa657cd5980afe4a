import '../shell/theme.css';
import '../shell/app-header.css';
import '../shell/controls.css';
import '../shell/badges.css';
import '../shell/notes.css';
import '../incident/incident.css';
import './ranger.css';
import './report-form.css';
import './report-list.css';
import './ranger-app.ts';
import { keepForOffline } from '../shell/worker.ts';

void keepForOffline();
