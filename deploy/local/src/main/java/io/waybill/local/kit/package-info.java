/**
 * Real servers for tests and for the installation: Kafka and PostgreSQL behind two small
 * interfaces, started as processes from artifacts that the build laid out, or in containers where
 * an engine is found. Loopback only; everything a server writes is under the directory it was
 * given.
 */
@NullMarked
package io.waybill.local.kit;

import org.jspecify.annotations.NullMarked;
