/** Starts and finishes patrols, stores the segments of their tracks, and returns patrols and tracks. */
package org.linzhang.patrol.recording;
