/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainModel RefrainModel;

/** RefrainModel: a model that gateways are known to offer: a suggestion, never a limit. */
struct _RefrainModel
{
  const char *name;    /* as sent: "chirp-crow" */
  const char *version; /* as people say it: "v5" */
  guint lyrics_limit;  /* characters that are sung for certain */
  guint style_limit;   /* characters of style that count for certain */
};

const RefrainModel *refrain_model_get_all (guint *n_models);
const RefrainModel *refrain_model_find (const char *name);

G_END_DECLS
