/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library-private.h"
#include "refrain-submitter.h"

G_BEGIN_DECLS

struct _RefrainSubmitter
{
  GObject parent_instance;

  RefrainLibrary *library; /* (owned) */
  char *name;              /* (owned): of this program, as a sender */
  GHashTable
      *sending;       /* (owned) (element-type RefrainTask): on their way, from here or elsewhere */
  guint check_source; /* runs while there are some: their sender may end unheard */
  guint n_sending;
};

RefrainTask *refrain_submitter_show (RefrainSubmitter *self, RefrainTaskRecord *record);

G_END_DECLS
