/** The style sheets that all apps share; the components' own styles are in the components. */
import './theme.css';
import './controls.css';
import './badges.css';
import './notes.css';
