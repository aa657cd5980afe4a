/** Reads and validates query parameters and texts; a problem names the field and the reason. */
package org.linzhang.platform.input;
