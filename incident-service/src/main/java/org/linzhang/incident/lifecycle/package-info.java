/** The incident: its life from report to closure, who may move it, and its ledger. */
package org.linzhang.incident.lifecycle;
