/** What browsers are told to refuse on our behalf: foreign scripts, frames, and writes that another site set off. */
package org.linzhang.gateway.browser;
