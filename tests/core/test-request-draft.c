/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A request that is written down as a draft and read again is the same request. */

#include "refrain-request.h"

static RefrainRequest *
copy_by_text (const RefrainRequest *request)
{
  g_autoptr (GVariant) dict = g_variant_ref_sink (refrain_request_to_variant (request));
  g_autofree char *text = g_variant_print (dict, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) read = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return refrain_request_new_from_variant (read);
}

static void
test_empty (void)
{
  for (guint mode = REFRAIN_REQUEST_DESCRIBE; mode <= REFRAIN_REQUEST_LYRICS; mode++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (mode);
      g_autoptr (RefrainRequest) copy = copy_by_text (request);

      g_assert_true (refrain_request_equal (request, copy));
      g_assert_cmpint (copy->mode, ==, mode);
      g_assert_cmpfloat (copy->extend_at, ==, REFRAIN_EXTEND_AT_END);
      g_assert_null (copy->lyrics);
    }
}

/* Each member by itself, so that none hides another. */
static void
test_members (void)
{
  static const gsize offsets[] = {
    G_STRUCT_OFFSET (RefrainRequest, description),
    G_STRUCT_OFFSET (RefrainRequest, lyrics),
    G_STRUCT_OFFSET (RefrainRequest, title),
    G_STRUCT_OFFSET (RefrainRequest, style),
    G_STRUCT_OFFSET (RefrainRequest, negative_style),
    G_STRUCT_OFFSET (RefrainRequest, model),
    G_STRUCT_OFFSET (RefrainRequest, operation),
    G_STRUCT_OFFSET (RefrainRequest, extend_clip_id),
    G_STRUCT_OFFSET (RefrainRequest, extend_task_id),
    G_STRUCT_OFFSET (RefrainRequest, extra),
  };
  const char *const text = " [Verse]\r\n“Don't” 月光\t\\ {\"a\": [1, null]}\n\n";

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);
      g_autoptr (RefrainRequest) copy = NULL;

      refrain_request_set (G_STRUCT_MEMBER_P (request, offsets[i]), text);
      copy = copy_by_text (request);
      g_assert_true (refrain_request_equal (request, copy));
      g_assert_cmpstr (G_STRUCT_MEMBER (char *, copy, offsets[i]), ==, text);
    }
}

static void
test_numbers (void)
{
  static const double times[] = { 0, 0.25, 61.237, 239.999, REFRAIN_EXTEND_AT_END };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);
      g_autoptr (RefrainRequest) copy = NULL;

      request->extend_at = times[i];
      request->instrumental = i % 2 == 0;
      copy = copy_by_text (request);
      g_assert_cmpfloat (copy->extend_at, ==, times[i]);
      g_assert_cmpint (copy->instrumental, ==, request->instrumental);
    }
}

/* A draft of another version may lack members, have more of them, or have them of another type. */
static void
test_other_version (void)
{
  g_autoptr (GVariant) dict = g_variant_parse (
      G_VARIANT_TYPE_VARDICT,
      "{'mode': <'sing'>, 'title': <5>, 'style': <'folk'>, 'tempo': <120>, 'extend-at': <'end'>}",
      NULL, NULL, NULL);
  g_autoptr (RefrainRequest) request = refrain_request_new_from_variant (dict);

  g_assert_cmpint (request->mode, ==, REFRAIN_REQUEST_DESCRIBE);
  g_assert_null (request->title);
  g_assert_cmpstr (request->style, ==, "folk");
  g_assert_cmpfloat (request->extend_at, ==, REFRAIN_EXTEND_AT_END);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request-draft/empty", test_empty);
  g_test_add_func ("/request-draft/members", test_members);
  g_test_add_func ("/request-draft/numbers", test_numbers);
  g_test_add_func ("/request-draft/other-version", test_other_version);
  return g_test_run ();
}
