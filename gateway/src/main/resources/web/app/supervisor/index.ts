import 'leaflet/dist/leaflet.css';
import '../shell/base.ts';
import './supervisor-app.ts';
import { storeForOffline } from '../shell/worker.ts';

void storeForOffline();
