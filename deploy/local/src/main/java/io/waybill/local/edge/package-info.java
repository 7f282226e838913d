/**
 * The one origin that the outside sees. Routes come from deploy/routes.json; everything that no
 * service owns is the console's.
 */
@NullMarked
package io.waybill.local.edge;

import org.jspecify.annotations.NullMarked;
