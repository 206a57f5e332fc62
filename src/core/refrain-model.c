/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-model.h"

/* Two or three new names come a year and gateways rename them, so every name is taken; these are
 * what a gateway that was never used is offered. The newest first. */
static const RefrainModel models[] = {
  { "chirp-fenix", "v5.5", 5000, 1000 },         { "chirp-crow", "v5", 5000, 1000 },
  { "chirp-bluejay", "v4.5+", 5000, 1000 },      { "chirp-auk", "v4.5", 5000, 1000 },
  { "chirp-auk-turbo", "v4.5-all", 5000, 1000 }, { "chirp-v4", "v4", 3000, 200 },
  { "chirp-v3-5", "v3.5", 3000, 200 },           { "chirp-v3-0", "v3", 3000, 200 },
};

/**
 * refrain_model_get_all:
 * @n_models: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_models): the known models, the newest first
 */
const RefrainModel *
refrain_model_get_all (guint *n_models)
{
  *n_models = G_N_ELEMENTS (models);
  return models;
}

/**
 * refrain_model_find:
 * @name: (nullable): a model's name or version in any case
 *
 * Returns: (transfer none): the model; the newest for any unknown name, since that has the limits
 *   that a new model most likely has
 */
const RefrainModel *
refrain_model_find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (models); i++)
    {
      if (g_ascii_strcasecmp (models[i].name, name) == 0
          || g_ascii_strcasecmp (models[i].version, name) == 0)
        return &models[i];
    }

  return &models[0];
}
