/** Responses to failed requests: problem details under {@code /api}, plain text elsewhere, never a stack trace. */
package org.linzhang.gateway.problem;
