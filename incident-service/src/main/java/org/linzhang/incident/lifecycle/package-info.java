/** The incident from report to closure: its state machine, permissions, list and history. */
package org.linzhang.incident.lifecycle;
