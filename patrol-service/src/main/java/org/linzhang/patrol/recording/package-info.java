/** A patrol from its beginning to its end, the pieces of its track as they arrive, and who may see it. */
package org.linzhang.patrol.recording;
