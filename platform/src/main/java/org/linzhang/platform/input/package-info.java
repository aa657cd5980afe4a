/** What callers may ask for and send: parameters and texts, read in one way, refused with the field and the reason. */
package org.linzhang.platform.input;
