import { describe, expect, it } from 'vitest'
import { found } from '../../../test/support/secrets.ts'
import { commandPassword } from './command-password.ts'

const value = ['Wq7', '!mZ', 'x2pL'].join('')

describe('finds', () => {
  it.each([
    ['curl -u', `curl -u elastic:${value} https://search:9200`],
    ['curl --user=', `curl --user=ana:${value} https://api.internal`],
    ['quotes', `curl -s --user 'api:${value}' https://api.internal`],
    ['quotes around a part', `curl --user kevin:'${value}' -iX PATCH`],
    ['a continued line', `curl -X POST https://api.internal \\\n  -H 'Accept: */*' \\\n  -u dev:${value}`],
    ['no user', `curl -u ":${value}" https://search:9200`],
    ['wget', `wget --user ana:${value} https://files.internal`],
    ['sshpass', `sshpass -p '${value}' ssh root@10.0.0.4`],
    ['mysql', `mysql -h db -uroot -p${value} app`],
    ['redis-cli', `redis-cli -h cache -a ${value} ping`],
    ['docker login', `docker login -u ana -p ${value} registry.internal`],
    ['mongosh', `mongosh --host db -u ana -p ${value}`],
  ])('%s', (_, text) => {
    expect(found(commandPassword, text)).toEqual([value])
  })
})

describe('passes', () => {
  it.each([
    'curl -u username:password https://api.internal',
    'curl -u user:pass https://api.internal',
    'curl -u "$USER:$PASSWORD" https://api.internal',
    'curl -u "$' + '{USER}:$' + '{PASS}" https://api.internal',
    'curl -u <user>:<token> https://api.internal',
    'curl --user neo4j:[PASSWORD] http://db:7474',
    'curl -u "myusername" https://api.internal',
    'curl -u ":" https://api.internal',
    'curl --user "xxx:yyy"',
    'docker run -u 1000:1000 -p 8080:80 image',
    'mysql -u root -p app_db',
    'sshpass -p "$PASS" ssh host',
    'sort -u names.txt',
    'we use curl here. Ask -u: who?',
  ])('%s', text => {
    expect(found(commandPassword, text)).toEqual([])
  })
})
