/** Publishes events again: those of the last days, and those that Kafka has refused. */
package org.linzhang.local.event;
