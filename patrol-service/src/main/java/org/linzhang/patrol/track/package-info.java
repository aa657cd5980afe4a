/** The track of a patrol: read from a phone or a recording, kept in few bytes, summed up, given back to maps. */
package org.linzhang.patrol.track;
