/**
 * The whole installation, tested from outside: HTTP in, topics and buyers' logs read back. Nothing
 * here uses a service's code; records are decoded by the schemas that the registry holds.
 */
@NullMarked
package io.waybill.systemtests;

import org.jspecify.annotations.NullMarked;
