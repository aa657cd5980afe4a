/** The track of a patrol: reading uploads, compact storage, summary and export. */
package org.linzhang.patrol.track;
