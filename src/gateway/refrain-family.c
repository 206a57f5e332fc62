/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-family.h"

static const RefrainFamily families[] = {
  {
      .name = "new-api",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .fetch_path = "/suno/fetch/%s",
      .batch_path = "/suno/fetch",
  },
};

/**
 * refrain_family_find:
 * @name: (nullable): a family's name
 *
 * Returns: (transfer none): the family, the first one for any unknown name
 */
const RefrainFamily *
refrain_family_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_strcmp0 (families[i].name, name) == 0)
        return &families[i];
    }

  return &families[0];
}
