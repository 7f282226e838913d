/**
 * What templates can do with a value: dates and numbers in words, arithmetic, hashes, cutting and
 * replacing. Pure functions of their arguments, each with a bound on its work.
 */
@NullMarked
package io.waybill.language.templates;

import org.jspecify.annotations.NullMarked;
