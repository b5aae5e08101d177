import { holdsAwsAccount } from '../_checksums.ts'
import type { ProviderRow } from './_row.ts'

/** Clouds, hosting and content delivery outside China. */
export const CLOUD: readonly ProviderRow[] = [
  {
    title: 'AWS',
    names: ['aws', 'amazon', 's3_', 'boto'],
    reference:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    keys: [
      { kind: 'access-key-id', shape: 'AKIA{t16}', check: holdsAwsAccount },
      { kind: 'access-key-id', shape: 'ASIA{t16}', check: holdsAwsAccount },
      { kind: 'access-token', shape: 'ABIA{t16}', check: holdsAwsAccount },
      { kind: 'access-token', shape: 'ACCA{t16}', check: holdsAwsAccount },
      { kind: 'access-key-id', shape: 'A3T{M1}{t16}', names: 'needs' },
      { kind: 'secret-key', shape: '{b40}', names: 'needs' },
      { kind: 'session-token', shape: 'IQoJb3JpZ2lu{b100+}{=0-2}' },
      { kind: 'session-token', shape: 'FwoGZXIvYXdz{b100+}{=0-2}' },
      { kind: 'session-token', shape: 'FQoGZXIvYXdz{b100+}{=0-2}' },
      { kind: 'access-token', shape: 'amzn.mws.{uuid}' },
    ],
  },
  {
    title: 'AWS Bedrock',
    names: ['bedrock'],
    reference: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    keys: [
      { kind: 'api-key', shape: 'ABSK{b109-269}{=0-2}' },
      {
        kind: 'session-token',
        shape: 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b40+}{=0-2}',
      },
    ],
  },
  {
    title: 'Google Cloud',
    names: ['google', 'gcp', 'firebase', 'gmaps', 'youtube', 'gemini', 'android'],
    reference: 'https://cloud.google.com/docs/authentication/api-keys',
    keys: [
      { kind: 'api-key', shape: 'AIza{w35}' },
      { kind: 'client-secret', shape: 'GOCSPX-{w28}' },
      { kind: 'access-token', shape: 'ya29.{s30-2000}' },
      { kind: 'refresh-token', shape: '1//0{w30-110}' },
      { kind: 'access-key-id', shape: 'GOOG1E{M57}' },
      { kind: 'api-key', shape: 'AQ.Ab8{w40-60}' },
      { kind: 'secret-key', shape: 'AAAA{w7}:APA91b{w134}' },
    ],
  },
  {
    title: 'Microsoft Entra ID',
    names: ['azure', 'entra', 'msal', 'aad'],
    reference: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
    keys: [{ kind: 'client-secret', shape: '{p3}{d1}Q~{p31-34}' }],
  },
  {
    title: 'Azure DevOps',
    names: ['azure', 'devops', 'vsts', 'ado_', 'visualstudio'],
    reference:
      'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    keys: [
      { kind: 'personal-token', shape: '{n76}AZDO{n4}' },
      { kind: 'personal-token', shape: '{m52}', names: 'needs' },
    ],
  },
  {
    title: 'Azure',
    names: ['azure', 'cosmos', 'eventhub', 'servicebus', 'cognitive', 'ocp-apim'],
    reference: 'https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key',
    keys: [
      { kind: 'account-key', shape: '{b76}+ASt{b6}==' },
      { kind: 'account-key', shape: '{b76}+ABa{b6}==' },
      { kind: 'account-key', shape: '{b76}ACDb{b6}==' },
      { kind: 'account-key', shape: '{b86}==', names: 'needs' },
      { kind: 'account-key', shape: '{b33}+ASb{b5}=' },
      { kind: 'account-key', shape: '{b33}+AEh{b5}=' },
      { kind: 'account-key', shape: '{b33}+ARm{b5}=' },
      { kind: 'account-key', shape: '{b33}AIoT{b5}=' },
      { kind: 'account-key', shape: '{b33}AzCa{b5}=' },
      { kind: 'account-key', shape: '{b42}+ACR{b6}' },
      { kind: 'api-key', shape: '{w44}AzFu{w6}==' },
      { kind: 'api-key', shape: '{n42}AzSe{n6}' },
      { kind: 'api-key', shape: '{n52}JQQJ9{n27}' },
      { kind: 'api-key', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'DigitalOcean',
    names: ['digitalocean'],
    reference: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
    keys: [
      { kind: 'personal-token', shape: 'dop_v1_{x64}' },
      { kind: 'oauth-token', shape: 'doo_v1_{x64}' },
      { kind: 'refresh-token', shape: 'dor_v1_{x64}' },
    ],
  },
  {
    title: 'Cloudflare',
    names: ['cloudflare', 'cf_api'],
    reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
    keys: [
      { kind: 'signing-secret', shape: 'v1.0-{x24}-{x146}' },
      { kind: 'api-key', shape: '{w40}', names: 'needs' },
      { kind: 'api-key', shape: '{x37}', names: 'needs' },
    ],
  },
  {
    title: 'Fastly',
    names: ['fastly'],
    reference: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
    keys: [{ kind: 'api-key', shape: '{w32}', names: 'needs' }],
  },
  {
    title: 'Akamai',
    names: ['akamai', 'edgegrid'],
    reference: 'https://techdocs.akamai.com/developer/docs/edgegrid',
    keys: [
      { kind: 'client-secret', shape: '{b43}=', names: 'needs' },
      { kind: 'access-token', shape: 'akab-{m16}-{m16}' },
    ],
  },
  {
    title: 'Heroku',
    names: ['heroku'],
    reference: 'https://devcenter.heroku.com/articles/platform-api-quickstart',
    keys: [
      { kind: 'api-key', shape: 'HRKU-AA{w58}' },
      { kind: 'api-key', shape: 'HRKU-{uuid}' },
      { kind: 'api-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Fly.io',
    names: ['fly_api', 'fly.io', 'flyio', 'fly_access'],
    reference: 'https://fly.io/docs/security/tokens/',
    keys: [
      { kind: 'access-token', shape: 'fo1_{w43}' },
      { kind: 'access-token', shape: 'fm1r_{b100+}{=0-3}' },
      { kind: 'access-token', shape: 'fm1a_{b100+}{=0-3}' },
      { kind: 'access-token', shape: 'fm2_{b100+}{=0-3}' },
    ],
  },
  {
    title: 'Vercel',
    names: ['vercel'],
    reference: 'https://vercel.com/docs/rest-api/reference/welcome',
    keys: [
      { kind: 'access-token', shape: 'vcp_{n40-60}' },
      { kind: 'access-token', shape: 'vck_{n40-60}' },
      { kind: 'access-token', shape: 'vercel_blob_rw_{n16}_{n28-34}' },
      { kind: 'access-token', shape: '{n24}', names: 'needs' },
    ],
  },
  {
    title: 'Netlify',
    names: ['netlify'],
    reference: 'https://docs.netlify.com/api/get-started/',
    keys: [
      { kind: 'access-token', shape: 'nfp_{n36-40}' },
      { kind: 'access-token', shape: 'nfc_{n36-40}' },
      { kind: 'access-token', shape: '{w40-46}', names: 'needs' },
    ],
  },
  {
    title: 'Render',
    names: ['render'],
    reference: 'https://render.com/docs/api',
    keys: [{ kind: 'api-key', shape: 'rnd_{n24-40}' }],
  },
  {
    title: 'Scalingo',
    names: ['scalingo'],
    reference: 'https://developers.scalingo.com/tokens',
    keys: [{ kind: 'api-key', shape: 'tk-us-{w48}' }],
  },
  {
    title: 'Scaleway',
    names: ['scaleway', 'scw_'],
    reference: 'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
    keys: [
      { kind: 'access-key-id', shape: 'SCW{M17}' },
      { kind: 'secret-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Linode',
    names: ['linode'],
    reference: 'https://techdocs.akamai.com/linode-api/reference/get-started',
    keys: [{ kind: 'personal-token', shape: '{x64}', names: 'needs' }],
  },
  {
    title: 'Vultr',
    names: ['vultr'],
    reference: 'https://www.vultr.com/api/',
    keys: [{ kind: 'api-key', shape: '{M36}', names: 'needs' }],
  },
  {
    title: 'Hetzner',
    names: ['hetzner', 'hcloud'],
    reference: 'https://docs.hetzner.cloud/',
    keys: [{ kind: 'api-key', shape: '{n64}', names: 'needs' }],
  },
  {
    title: 'IBM Cloud',
    names: ['ibmcloud', 'ibm_cloud', 'bluemix', 'watson', 'ibm_api'],
    reference: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
    keys: [{ kind: 'api-key', shape: '{w44}', names: 'needs' }],
  },
  {
    title: 'Oracle Cloud',
    names: ['oci_', 'oraclecloud', 'oracle_cloud'],
    reference: 'https://docs.oracle.com/en-us/iaas/Content/Identity/access/managing-user-credentials.htm',
    keys: [{ kind: 'secret-key', shape: '{b43}=', names: 'needs' }],
  },
  {
    title: 'Yandex Cloud',
    names: ['yandex', 'yc_token'],
    reference: 'https://yandex.cloud/en/docs/iam/concepts/authorization/',
    keys: [
      { kind: 'access-token', shape: 't1.{s20-300}{=0-2}.{w86}{=0-2}', names: 'helps' },
      { kind: 'api-key', shape: 'AQVN{w35-38}' },
      { kind: 'access-key-id', shape: 'YC{w38}', names: 'needs' },
      { kind: 'oauth-token', shape: 'y0_{w50-60}' },
    ],
  },
  {
    title: 'OVHcloud',
    names: ['ovh'],
    reference: 'https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api',
    keys: [
      { kind: 'secret-key', shape: '{x32}', names: 'needs' },
      { kind: 'secret-key', shape: '{n32}', names: 'needs' },
    ],
  },
  {
    title: 'Cloudinary',
    names: ['cloudinary'],
    reference: 'https://cloudinary.com/documentation/developer_onboarding_faq_find_credentials',
    keys: [
      { kind: 'secret-key', shape: 'cloudinary://{d12-16}:({w20-40})@' },
      { kind: 'secret-key', shape: '{w27}', names: 'needs' },
    ],
  },
]
