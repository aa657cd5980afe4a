/** Publishes events: stored in the transaction of the state change, then sent to Kafka in order. */
package org.linzhang.platform.outbox;
