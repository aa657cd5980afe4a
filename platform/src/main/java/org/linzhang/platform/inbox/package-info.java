/** Events enter once, in the transaction of their effect; what cannot be read or handled goes to the dead letters. */
package org.linzhang.platform.inbox;
