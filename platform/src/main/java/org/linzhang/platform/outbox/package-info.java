/** Events leave in the transaction of the state that they tell of, and reach Kafka in order. */
package org.linzhang.platform.outbox;
