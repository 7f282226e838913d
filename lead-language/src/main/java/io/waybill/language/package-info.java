/**
 * The language of leads: field types and typed values, variables, rules, templates and money. Pure
 * Java on plain maps, lists, texts, numbers and booleans; everything is immutable and thread-safe.
 */
@NullMarked
package io.waybill.language;

import org.jspecify.annotations.NullMarked;
