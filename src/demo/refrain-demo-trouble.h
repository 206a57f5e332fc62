/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-gateway.h"
#include "refrain-demo-reply.h"

G_BEGIN_DECLS

/**
 * RefrainDemoTrouble:
 *
 * Failures that were ordered beforehand: the next so many requests of a kind, or a share of all of
 * them by chance; and answers that get lost on the way back.
 */
typedef struct _RefrainDemoTrouble RefrainDemoTrouble;

RefrainDemoTrouble *refrain_demo_trouble_new (void);
void refrain_demo_trouble_free (RefrainDemoTrouble *self);
gboolean
refrain_demo_trouble_set_chaos (RefrainDemoTrouble *self, double probability, guint32 seed);
void refrain_demo_trouble_fail_next (RefrainDemoTrouble *self,
                                     const char *pattern,
                                     guint times,
                                     guint status);
gboolean refrain_demo_trouble_strike (RefrainDemoTrouble *self,
                                      const char *request,
                                      gboolean may_be_chaos,
                                      gboolean is_submit,
                                      RefrainDemoReply *reply);
void refrain_demo_trouble_set_chaos_kinds (RefrainDemoTrouble *self,
                                           RefrainDemoChaos kinds,
                                           gboolean spare_submits);
void refrain_demo_trouble_lose_next (RefrainDemoTrouble *self,
                                     const char *pattern,
                                     guint times,
                                     RefrainDemoLoss loss);
void
refrain_demo_trouble_lose (RefrainDemoTrouble *self, const char *request, RefrainDemoReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoTrouble, refrain_demo_trouble_free)

G_END_DECLS
