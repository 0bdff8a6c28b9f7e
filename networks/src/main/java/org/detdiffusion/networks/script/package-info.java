/**
 * Networks written as plain Java over symbolic tensors, traced once for given shapes into
 * TorchScript text, and run by libtorch as one call.
 */
package org.detdiffusion.networks.script;
