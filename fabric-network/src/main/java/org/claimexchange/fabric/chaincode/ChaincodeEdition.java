package org.claimexchange.fabric.chaincode;

import java.nio.file.Path;

/**
 * One edition of the contract in a network. The network has its own copy: a build beside it does
 * not change what runs.
 *
 * @param sequence of its definition, from 1
 * @param jar what runs
 * @param content what peers install
 * @param packageId the id by which peers know it
 */
public record ChaincodeEdition(int sequence, Path jar, Path content, String packageId) {}
