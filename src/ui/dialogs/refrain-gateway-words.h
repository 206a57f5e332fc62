/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

G_BEGIN_DECLS

char *refrain_gateway_words_describe (const GError *error, const char *address);
gboolean refrain_gateway_words_wants_key (const GError *error);
gboolean refrain_gateway_words_suggest_base (const GError *error);
char *refrain_gateway_words_dup_base (const char *address, char **path);
char *refrain_gateway_words_dup_free_name (GListModel *sources,
                                           const char *address,
                                           RefrainSource *except);
gboolean
refrain_gateway_words_is_name_taken (GListModel *sources, const char *name, RefrainSource *except);

G_END_DECLS
